// Parts of a page that take a moment to work out: [data-later] names the address of the same page with that part in it. Without a script a link leads there.
const ONE_MOMENT = 2000, MOST = 30;

async function later(part) {
  part.setAttribute("aria-busy", "true");
  try {
    for (let tried = 0; tried < MOST; tried++) {
      const answer = await fetch(part.dataset.later, { credentials: "same-origin" });
      if (!answer.ok) return; // the link says more
      if (answer.status !== 202) {
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        const made = page.getElementById(part.id);
        if (made) part.replaceWith(document.adoptNode(made));
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, ONE_MOMENT)); // it is being made
    }
  } catch {
    // no answer: the link stays
  } finally {
    part.removeAttribute("aria-busy");
  }
}

for (const part of document.querySelectorAll("[data-later]")) later(part);
