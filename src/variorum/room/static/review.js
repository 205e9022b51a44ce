// The review by keys, and the record that is made meanwhile. Everything here is also a link or a button.
const OFF = "variorum keys off";
const form = document.querySelector("form.judge");
const why = document.getElementById("why");

function press(key) {
  const found = document.querySelector(`[data-key="${key}"]`);
  if (found) return found.click(), true;
  const focused = document.querySelector(`[data-focus="${key}"]`);
  if (focused) return focused.focus(), true;
  if (key === "m" && why) return why.focus(), true;
  if (key === "u") {
    const mine = document.querySelector("button[data-mine]");
    if (mine) return mine.click(), true;
  }
  if (key === "?") {
    const keys = document.getElementById("keys");
    keys.open = !keys.open;
    if (keys.open) keys.querySelector("summary").focus();
    return true;
  }
  return false;
}

document.addEventListener("keydown", (event) => {
  if (event.target === why && event.key === "Escape") return why.blur();
  if (event.ctrlKey || event.metaKey || event.altKey || localStorage.getItem(OFF)) return;
  if (event.target.closest("input, textarea, select")) return;
  if (press(event.key)) event.preventDefault();
});

const off = document.getElementById("keys-off");
if (off) {
  const say = () => (off.textContent = localStorage.getItem(OFF) ? "Turn the keys on" : "Turn the keys off");
  off.hidden = false;
  off.addEventListener("click", () => {
    if (localStorage.getItem(OFF)) localStorage.removeItem(OFF);
    else localStorage.setItem(OFF, "yes");
    say();
  });
  say();
}

// A judgement is sent once, however often the button is pressed.
if (form)
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
  });
window.addEventListener("pageshow", () => form && delete form.dataset.sent);

// While the record is being made: look until it is there, then show it, unless somebody is at work on this page: a page
// that is loaded again under a reader's hands loses the place of the keyboard and what was written.
async function look() {
  const state = document.getElementById("state");
  if (!state || state.dataset.making !== "yes") return;
  const answer = await fetch("/review/state", { headers: { Accept: "text/html" } });
  if (!answer.ok) return;
  const anew = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("state");
  if (!anew) return;
  // Nor is a page that answers a form: that would send the form once more.
  const answers = location.pathname !== "/review";
  const busy = answers || document.activeElement !== document.body || (why && why.value !== why.defaultValue);
  const before = state.dataset.record;
  const newer = anew.dataset.record !== before && anew.dataset.making !== "yes";
  if (newer && !busy) return location.reload();
  state.replaceWith(anew);
  if (newer && !answers) {
    const show = document.createElement("a");
    show.href = location.pathname + location.search;
    show.textContent = "show the new record";
    anew.append(" ", show);
  }
  if (anew.dataset.making === "yes") {
    anew.dataset.record = before;
    setTimeout(look, 250);
  }
}
look();

// What exactly would change is worked out after the page is there, when no record is being made.
async function work() {
  const place = document.querySelector("[data-effect]");
  if (!place || document.getElementById("state")?.dataset.making === "yes") return;
  const answer = await fetch(place.dataset.effect, { headers: { Accept: "text/html" } });
  if (!answer.ok) return;
  const effect = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("effect");
  if (effect) place.replaceChildren(...effect.childNodes);
}
setTimeout(work, 700);
