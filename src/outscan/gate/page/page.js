// What a page does where scripts run: pass on the token of the address, take dropped files, say which were chosen.
"use strict";

const field = document.getElementById("token");
if (field && location.hash.length > 1) {
  field.value = decodeURIComponent(location.hash.slice(1));
  history.replaceState(null, "", location.pathname);
  field.form.submit();
}

const zone = document.getElementById("zone");
if (zone) {
  const input = zone.querySelector("input[type=file]");
  const list = document.getElementById("chosen");
  const show = () => {
    list.replaceChildren(...Array.from(input.files, (file) => {
      const item = document.createElement("li");
      item.textContent = file.name;
      return item;
    }));
  };
  document.getElementById("drop").hidden = false;
  input.addEventListener("change", show);
  for (const name of ["dragover", "dragenter"]) {
    zone.addEventListener(name, (event) => { event.preventDefault(); zone.classList.add("over"); });
  }
  zone.addEventListener("dragleave", () => zone.classList.remove("over"));
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    zone.classList.remove("over");
    if (event.dataTransfer.files.length) {
      input.files = event.dataTransfer.files;
      show();
    }
  });
}
