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
  const input = document.getElementById("files");
  const folder = document.getElementById("folder");
  const list = document.getElementById("chosen");
  const show = () => {
    list.replaceChildren(...Array.from(input.files, (file) => {
      const item = document.createElement("li");
      item.textContent = file.name;
      return item;
    }));
  };
  const take = (files) => {
    const all = new DataTransfer();
    for (const file of files) all.items.add(file);
    input.files = all.files;
    show();
  };
  document.getElementById("drop").hidden = false;
  document.getElementById("folder-box").hidden = false;
  input.addEventListener("change", show);
  folder.addEventListener("change", () => take(folder.files));
  document.addEventListener("paste", (event) => {
    if (event.clipboardData.files.length) take(event.clipboardData.files);
  });
  for (const name of ["dragover", "dragenter"]) {
    zone.addEventListener(name, (event) => { event.preventDefault(); zone.classList.add("over"); });
  }
  zone.addEventListener("dragleave", () => zone.classList.remove("over"));
  const walk = (entry, found) => new Promise((done) => {
    if (entry.isFile) {
      entry.file((file) => { found.push(file); done(); }, done);
      return;
    }
    const reader = entry.createReader();
    const more = () => reader.readEntries(async (entries) => {
      if (!entries.length) { done(); return; }
      for (const one of entries) await walk(one, found);
      more();
    }, done);
    more();
  });
  zone.addEventListener("drop", async (event) => {
    event.preventDefault();
    zone.classList.remove("over");
    const entries = Array.from(event.dataTransfer.items, (item) => item.webkitGetAsEntry()).filter(Boolean);
    const found = [];
    for (const entry of entries) await walk(entry, found);
    if (found.length) take(found);
  });
}

// What is waited for renews itself in its place: the focus stays, and nothing is read out again and again.
const live = document.getElementById("live");
if (live) {
  const again = async () => {
    try {
      const reply = await fetch(live.dataset.from, { redirect: "manual", headers: { Accept: "text/html" } });
      const text = reply.ok ? await reply.text() : "";
      const next = new DOMParser().parseFromString(text, "text/html").getElementById("live");
      if (!next && (reply.ok || reply.type === "opaqueredirect")) {
        location.replace(live.dataset.then);
        return;
      }
      if (next && next.textContent !== live.textContent && !live.querySelector(":checked, :focus")) live.replaceChildren(...next.childNodes);
    } catch {
      // the gate is away for a moment: asked again
    }
    setTimeout(again, 2000);
  };
  setTimeout(again, 2000);
}

// Where places are listed beside a document: j and k go from one to the next, unless switched off.
const places = document.getElementById("places");
if (places) {
  document.getElementById("keys-help").hidden = false;
  const links = Array.from(places.querySelectorAll("a"));
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input:not([type=checkbox]), textarea, select");
    if (typing || event.ctrlKey || event.metaKey || event.altKey || !document.getElementById("keys").checked) return;
    const step = { j: 1, k: -1 }[event.key];
    if (!step) return;
    const at = links.indexOf(document.activeElement);
    const next = links[at < 0 ? (step > 0 ? 0 : links.length - 1) : Math.min(Math.max(at + step, 0), links.length - 1)];
    event.preventDefault();
    next.focus();
    const place = document.getElementById(next.hash.slice(1));
    if (place) {
      for (const one of document.querySelectorAll(".chosen")) one.classList.remove("chosen");
      place.classList.add("chosen");
      place.scrollIntoView({ block: "center" });
    }
  });
}

// Both sides scroll together, by the share of their height, unless unlocked.
const panes = Array.from(document.querySelectorAll(".pane"));
if (panes.length === 2) {
  const help = document.getElementById("lock-help");
  help.hidden = false;
  let led = null;
  for (const [pane, other] of [panes, panes.slice().reverse()]) {
    pane.addEventListener("scroll", () => {
      if (led === pane) { led = null; return; }
      if (!document.getElementById("lock").checked) return;
      const room = pane.scrollHeight - pane.clientHeight;
      const to = room ? (pane.scrollTop / room) * (other.scrollHeight - other.clientHeight) : 0;
      if (Math.abs(other.scrollTop - to) > 1) {
        led = other;
        other.scrollTop = to;
      }
    });
  }
}
