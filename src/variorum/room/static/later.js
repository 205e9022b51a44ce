// Parts of a page that take a moment to work out: [data-later] names the address of the same page with that part in it. Without a script a link leads there.
for (const part of document.querySelectorAll("[data-later]")) {
  const link = part.querySelector("a")?.closest("p");
  part.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(part.dataset.later, { credentials: "same-origin" });
    if (!answer.ok) throw new Error(answer.statusText);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const made = page.getElementById(part.id);
    if (made) part.replaceWith(document.adoptNode(made));
  } catch {
    if (link) link.hidden = false; // the link does the same
  } finally {
    part.removeAttribute("aria-busy");
  }
}
