addEventListener("load", () => document.querySelector(".xterm-helper-textarea")?.focus());
document.getElementById("again").addEventListener("click", () => location.reload());
// An opened page is never given a hold on this one.
const open = window.open.bind(window);
window.open = (url, target) => (url && target !== "_self" ? open(url, "_blank", "noopener,noreferrer") : open(url, target));
