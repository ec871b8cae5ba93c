// What is typed and not saved outlives a closed tab, an ended session and a lost connection: it goes to the server as
// this editor's private draft, and into this browser's storage when the server cannot take it. Never a publication.
const form = document.querySelector("[data-writing]")
const key = form.dataset.writing
const words = document.getElementById("writing-words").content
const kept = form.querySelector("[data-kept]")
const fault = form.querySelector("[data-kept-fault]")
const WAIT = 1500
const PASSED_OVER = new Set(["csrfmiddlewaretoken", "edition"])
let waiting, sending, changed = false

const word = (name) => words.querySelector(`[data-${name}]`).textContent
const texts = () => Object.fromEntries([...new FormData(form)].filter(([name]) => !PASSED_OVER.has(name)))
const clock = (moment) => new Intl.DateTimeFormat("pl", { hour: "2-digit", minute: "2-digit" }).format(moment)

const storeHere = () => {
  try {
    localStorage.setItem(key, JSON.stringify({ at: Date.now(), edition: form.elements.edition.value, texts: texts() }))
  } catch { /* no room, or storage is off: the server's copy is the only one */ }
}
const forgetHere = () => { try { localStorage.removeItem(key) } catch { /* storage is off */ } }
const foundHere = () => { try { return JSON.parse(localStorage.getItem(key)) } catch { return null } }

const send = async (keepalive = false) => {
  sending?.abort()
  sending = new AbortController()
  try {
    const answer = await fetch(form.dataset.unsaved, { method: "POST", body: new FormData(form), redirect: "manual", keepalive, signal: sending.signal })
    if (!answer.ok) throw new Error(answer.type === "opaqueredirect" || answer.status === 403 ? "signed-out" : "away")
    kept.textContent = word("kept-at").replace("#", (await answer.json()).at)
    fault.textContent = ""
    forgetHere()
    changed = false
  } catch (error) {
    if (error.name === "AbortError") return
    storeHere()
    kept.textContent = ""
    fault.textContent = word(error.message === "signed-out" ? "signed-out" : "away")
  }
}

form.addEventListener("input", () => {
  changed = true
  clearTimeout(waiting)
  waiting = setTimeout(send, WAIT)
})
// The tab may be closed within the pause: storage is written at once, the request is let go on its way.
addEventListener("pagehide", () => { if (changed) { storeHere(); send(true) } })
document.addEventListener("visibilitychange", () => { if (document.hidden && changed) storeHere() })
// Saving may meet a signed-out session: the text stays here until the saved page is seen.
form.addEventListener("submit", () => { clearTimeout(waiting); sending?.abort(); storeHere(); changed = false })
window.addEventListener("online", () => { if (changed) send() })

const restore = (found) => {
  for (const [name, value] of Object.entries(found.texts)) {
    const field = form.elements[name]
    if (field) field.value = value
  }
  form.elements.edition.value = found.edition
  form.elements.body.dispatchEvent(new Event("restored"))
  form.elements.body.dispatchEvent(new Event("input", { bubbles: true }))
}

const offer = (found) => {
  const drawn = document.getElementById("unsaved-here").content.firstElementChild.cloneNode(true)
  drawn.querySelector("[data-at]").textContent = clock(found.at)
  drawn.querySelector("[data-restore]").addEventListener("click", () => { restore(found); drawn.remove(); form.elements.title.focus() })
  drawn.querySelector("[data-drop]").addEventListener("click", () => { forgetHere(); drawn.remove(); form.elements.title.focus() })
  form.parentElement.before(drawn)
}

const address = new URL(location.href)
if (address.searchParams.has("zapisano")) {
  forgetHere()
  address.searchParams.delete("zapisano")
  history.replaceState(null, "", address)
} else {
  const found = foundHere()
  const same = found && Object.entries(found.texts).every(([name, value]) => form.elements[name]?.value === value)
  // What the server has of this editor, unless this browser has something later.
  const server = document.querySelector(".unsaved[data-at]")
  if (same || (found && server && (Number(server.dataset.at) + 1) * 1000 >= found.at)) forgetHere()
  else if (found) { server?.remove(); offer(found) }
}
