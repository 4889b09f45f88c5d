addEventListener("load", () => document.querySelector(".xterm-helper-textarea")?.focus());
document.getElementById("again").addEventListener("click", () => location.reload());
// An opened page is never given a hold on this one.
const open = window.open.bind(window);
window.open = (url, target) => (target === "_self" ? open(url, target) : open(url, "_blank", "noopener,noreferrer"));
