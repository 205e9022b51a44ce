// Parts of a page that take a moment to work out: [data-later] names the address of the same page with those parts in it. Without a script links lead there.
const ONE_MOMENT = 2000, MOST = 30;

async function made(address) {
  for (let tried = 0; tried < MOST; tried++) {
    const answer = await fetch(address, { credentials: "same-origin" });
    if (answer.status === 200) return new DOMParser().parseFromString(await answer.text(), "text/html");
    if (answer.status !== 202) return null; // the link says more
    await new Promise((resolve) => setTimeout(resolve, ONE_MOMENT)); // it is being made
  }
  return null;
}

async function later(address, parts) {
  for (const part of parts) part.setAttribute("aria-busy", "true");
  const page = await made(address).catch(() => null);
  for (const part of parts) {
    const whole = page?.getElementById(part.id);
    if (whole) part.replaceWith(document.adoptNode(whole));
    else part.removeAttribute("aria-busy");
  }
}

const parts = new Map();
for (const part of document.querySelectorAll("[data-later]")) parts.set(part.dataset.later, [...(parts.get(part.dataset.later) ?? []), part]);
for (const [address, some] of parts) later(address, some);
