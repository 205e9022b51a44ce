// The box for questions: completes names and words as they are typed. Without it the box works as before.
const box = document.getElementById("q");
if (box) {
  const list = document.createElement("datalist");
  list.id = "q-completions";
  document.body.append(list);
  box.setAttribute("list", list.id);
  let waiting, asked = "";
  box.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      const typed = box.value;
      if (typed.length < 3 || typed === asked) return;
      asked = typed;
      const answer = await fetch(`/search/complete?q=${encodeURIComponent(typed)}`);
      if (!answer.ok || box.value !== typed) return;
      list.replaceChildren(...(await answer.json()).map((line) => Object.assign(document.createElement("option"), { value: line })));
    }, 120);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.target.closest("input, textarea, select") || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    box.focus();
    box.select();
  });
}
