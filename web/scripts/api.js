// Opens the type that a link leads to.

function open() {
  const there = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (there?.tagName !== "DETAILS") return;
  there.open = true;
  there.scrollIntoView();
}

addEventListener("hashchange", open);
open();
