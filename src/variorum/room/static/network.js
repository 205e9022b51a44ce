// The slider of the network: asks the server how every tie stands on the day, and puts its drawing in place. What holds on a day is decided there.

const slider = document.getElementById("day");
const play = document.getElementById("play");
const EPOCH = 719163; // the ordinal of 1 January 1970, as the server counts days
let wanted = null;
let asking = false;
let timer = null;

const iso = (day) => {
  const d = new Date((day - EPOCH) * 86400000);
  return `${String(d.getUTCFullYear()).padStart(4, "0")}-${String(d.getUTCMonth() + 1).padStart(2, "0")}-${String(d.getUTCDate()).padStart(2, "0")}`;
};
const told = () => document.getElementById("told");

function mark(day) {
  const width = 1229;
  const x = (width * (day - slider.min)) / (slider.max - slider.min);
  document.getElementById("now").setAttribute("transform", `translate(${x.toFixed(1)} 0)`);
}

function show(day) {
  slider.value = day;
  mark(day);
  wanted = day;
  if (!asking) ask();
}

// One question at a time: while it is answered, only the last day that was moved to is remembered.
async function ask() {
  asking = true;
  while (wanted !== null) {
    const day = wanted;
    wanted = null;
    const fields = new URLSearchParams(location.search);
    fields.set("on", iso(day));
    try {
      const answer = await fetch(`/network/drawing?${fields}`, { headers: { Accept: "text/html" } });
      if (!answer.ok) break;
      place(await answer.text(), fields);
    } catch {
      break; // the server is gone: the page stays as it was
    }
  }
  asking = false;
}

function place(html, fields) {
  const fresh = new DOMParser().parseFromString(html, "text/html").getElementById("told");
  const open = told().querySelector("details")?.open;
  told().replaceWith(document.adoptNode(fresh));
  if (open) told().querySelector("details").open = true;
  const said = told().dataset;
  slider.setAttribute("aria-valuetext", said.words);
  for (const id of ["shown", "heading"]) document.getElementById(id).textContent = said.words;
  document.getElementById("on").value = said.iso;
  document.title = said.title;
  for (const id of ["before", "after"]) {
    const link = document.getElementById(id);
    if (said[id]) link.href = said[id];
    else link.removeAttribute("href");
  }
  history.replaceState(null, "", `/network?${fields}`);
}

function dayOf(link) {
  const on = new URL(link.href).searchParams.get("on");
  return Math.round(Date.parse(`${on}T00:00:00Z`) / 86400000) + EPOCH;
}

function stop() {
  clearInterval(timer);
  timer = null;
  play.textContent = "Play";
}

slider.addEventListener("input", () => {
  stop();
  show(Number(slider.value));
});
for (const id of ["before", "after"]) {
  document.getElementById(id).addEventListener("click", (event) => {
    if (!event.currentTarget.href || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    stop();
    show(dayOf(event.currentTarget));
  });
}
play.addEventListener("click", () => {
  if (timer) return stop();
  play.textContent = "Stop";
  timer = setInterval(() => {
    const after = document.getElementById("after");
    if (!after.href) return stop();
    if (!asking) show(dayOf(after));
  }, 900);
});

slider.hidden = false;
document.getElementById("slide-label").hidden = false;
// Whoever wants less motion steps from change to change by hand.
play.hidden = matchMedia("(prefers-reduced-motion: reduce)").matches;
