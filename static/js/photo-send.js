// Sends photos, each in a request of its own: progress for each and for all, failures named and sent again by a button,
// or by themselves when the network comes back. Without this file the form sends them all in one request.
const form = document.querySelector("form[data-send]")
const words = form.dataset
const picker = form.querySelector("input[type=file]")
const queue = form.querySelector(".queue")
const all = form.querySelector("progress.all")
const list = document.querySelector("[data-list]")
const AT_ONCE = 2
const LONGEST_WAIT = 30_000

const items = []
let place = Number(words.position)

const make = (tag, properties = {}, ...inside) => {
  const made = Object.assign(document.createElement(tag), properties)
  made.append(...inside)
  return made
}

const button = (text, name, act) => {
  const made = make("button", { type: "button", className: "btn btn--quiet", onclick: act }, text)
  made.append(make("span", { className: "sr" }, `: ${name}`))
  return made
}

const count = (...states) => items.filter((item) => states.includes(item.state)).length

const sumUp = () => {
  const bytes = items.reduce((sum, item) => sum + item.file.size, 0)
  all.max = bytes || 1
  all.value = items.reduce((sum, item) => sum + (item.over ? item.file.size : item.sent), 0)
  const parts = [words.sum.replace("{done}", count("added", "double", "refused")).replace("{all}", items.length)]
  if (count("double")) parts.push(words.sumDouble.replace("{n}", count("double")))
  if (count("refused", "stuck")) parts.push(words.sumBad.replace("{n}", count("refused", "stuck")))
  form.querySelector("[data-sum-here]").textContent = parts.join(" ")
}

const show = (item, state, said = "") => {
  item.state = state
  item.over = ["added", "double", "refused"].includes(state)
  item.said.textContent = said
  item.row.className = ["refused", "stuck"].includes(state) ? "bad" : ""
  item.bar.hidden = state !== "going"
  item.buttons.replaceChildren()
  if (state === "stuck") item.buttons.append(button(words.again, item.file.name, () => { item.tries = 0; again(item) }))
  if (["refused", "stuck", "double"].includes(state)) item.buttons.append(button(words.leave, item.file.name, () => leave(item)))
  if (state === "added") item.row.remove()
  sumUp()
}

const leave = (item) => {
  const next = item.row.nextElementSibling ?? item.row.previousElementSibling
  item.row.remove()
  if (item.state === "stuck") items.splice(items.indexOf(item), 1)
  sumUp()
  ;(next?.querySelector("button") ?? picker).focus()
}

const hang = (html) => {
  const row = new DOMParser().parseFromString(html, "text/html").querySelector("[data-photo]")
  const after = [...list.children].find((other) => Number(other.dataset.position) > Number(row.dataset.position))
  list.insertBefore(document.adoptNode(row), after ?? null)
  document.querySelectorAll(".tools, .save").forEach((part) => { part.hidden = false })
  document.querySelector("[data-none]")?.remove()
  document.dispatchEvent(new CustomEvent("photos:changed"))
}

const again = (item) => { show(item, "waits", words.waits); pump() }

// The network is away, or the portal is: wait longer each time, or until the browser says that it is back.
const later = (item) => {
  item.tries += 1
  if (item.tries > 8) return show(item, "stuck", words.failed)
  show(item, "lost", words.lost)
  const wake = () => { clearTimeout(timer); removeEventListener("online", wake); if (item.state === "lost") again(item) }
  const timer = setTimeout(wake, Math.min(1000 * 2 ** (item.tries - 1), LONGEST_WAIT))
  addEventListener("online", wake)
}

const answered = (item, request) => {
  let answer = {}
  try { answer = JSON.parse(request.responseText) } catch { /* not from us: a sign-in page, a proxy */ }
  if (answer.state === "added") hang(answer.row)
  if (answer.state) return show(item, answer.state, answer.said)
  if (request.status >= 500 || request.status === 429) return later(item)
  show(item, "stuck", request.status < 400 || request.status === 403 ? words.login : words.failed)
}

const send = (item) => {
  const request = new XMLHttpRequest()
  const body = new FormData()
  body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value)
  body.set("position", item.place)
  body.set("photos", item.file)
  request.upload.onprogress = ({ loaded, total }) => {
    item.bar.value = loaded / total
    item.sent = Math.min(loaded, item.file.size)
    sumUp()
  }
  request.onload = () => { answered(item, request); pump() }
  request.onerror = request.ontimeout = () => { item.sent = 0; later(item); pump() }
  request.timeout = 300_000
  request.open("POST", form.action)
  request.setRequestHeader("Accept", "application/json")
  show(item, "going", words.going)
  request.send(body)
}

const pump = () => {
  for (const item of items) {
    if (count("going") >= AT_ONCE) return
    if (item.state === "waits") send(item)
  }
}

const take = (files) => {
  for (const file of files) {
    const [bar, said, buttons] = [make("progress", { max: 1, value: 0 }), make("span"), make("span", { className: "buttons" })]
    bar.ariaLabel = file.name
    const row = make("li", {}, make("b", {}, file.name), said, bar, buttons)
    const item = { file, row, bar, said, buttons, sent: 0, tries: 0, place: place++ }
    items.push(item)
    queue.append(row)
    show(item, "waits", words.waits)
  }
  form.querySelector(".sending").hidden = !items.length
  pump()
}

form.querySelector(".no-script").hidden = true
form.querySelector(".drag-hint").hidden = !matchMedia("(hover: hover)").matches
picker.addEventListener("change", () => { take(picker.files); picker.value = "" })
form.addEventListener("submit", (event) => event.preventDefault())
const holdsFiles = (event) => [...event.dataTransfer.types].includes("Files")
for (const kind of ["dragenter", "dragover"]) form.addEventListener(kind, (event) => { if (holdsFiles(event)) { event.preventDefault(); form.classList.add("over") } })
form.addEventListener("dragleave", (event) => { if (!form.contains(event.relatedTarget)) form.classList.remove("over") })
form.addEventListener("drop", (event) => {
  if (!holdsFiles(event)) return
  event.preventDefault()
  form.classList.remove("over")
  take(event.dataTransfer.files)
})
addEventListener("beforeunload", (event) => { if (count("going", "waits", "lost")) event.preventDefault() })
