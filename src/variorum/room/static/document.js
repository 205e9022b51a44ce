// Washes all pieces of the claim that the address leads to: the style sheet alone reaches only the first of them.

const wash = () => {
  const id = location.hash.slice(1);
  if (!/^[cdu][0-9a-f-]+$/.test(id)) return;
  for (const piece of document.querySelectorAll(".txt .focus")) piece.classList.remove("focus");
  for (const piece of document.getElementsByClassName(`k${id}`)) piece.classList.add("focus");
};

addEventListener("hashchange", wash);
wash();
