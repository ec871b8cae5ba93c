// Signing out clears what this browser keeps: the marks and pages of the door, texts that were not sent. Only when nothing
// of it waits; otherwise the page of signing out says so first, and what waits stays for the next sign-in.
import { openPeople } from "./door-people.js"
import { openStore } from "./door-store.js"

const box = document.getElementById("unsent") // on the page of signing out alone

const kept = async () => {
  const store = await openStore().catch(() => null) // a private window keeps nothing
  let texts = []
  try { texts = Object.keys(localStorage).filter((key) => key.startsWith("owes-")) } catch { /* storage is off */ }
  const people = (await (await openPeople().catch(() => null))?.waiting())?.people ?? []
  return { store, marks: await store?.waiting() ?? [], people, texts }
}

const say = ({ marks, people, texts }) => {
  const typed = box.querySelector("[data-people]")
  if (people.length) {
    typed.querySelector("b").textContent = people.length
    typed.querySelector("a").href = new URL("../", new URL(people[0].url, location)).href
  }
  typed.hidden = !people.length
  const line = box.querySelector("[data-marks]")
  if (marks.length) {
    line.querySelector("b").textContent = marks.length
    line.querySelector("a").href = new URL("../", new URL(marks[0].url, location)).href
  }
  line.hidden = !marks.length
  box.querySelector("[data-texts]").hidden = !texts.length
  box.hidden = !marks.length && !people.length && !texts.length
}

const go = async (form) => {
  const found = await kept(), waits = found.marks.length || found.people.length || found.texts.length
  if (waits && !box) return location.assign(form.action)
  if (!waits) {
    await found.store?.clear()
    await globalThis.caches?.delete("door")
  }
  form.submit()
}

for (const form of document.querySelectorAll("[data-sign-out]")) {
  form.addEventListener("submit", (event) => {
    event.preventDefault()
    go(form).catch(() => form.submit())
  })
}
if (box) kept().then(say)
