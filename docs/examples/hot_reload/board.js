const note = document.getElementById("note");
const count = () => {
  const words = note.value.split(" ").filter(Boolean).length;
  document.getElementById("words").textContent = `${words} words`;
};
note.addEventListener("input", count);
