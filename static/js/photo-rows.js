// The rows of the gallery manager: buttons and dragging move a photo without a reload, turning changes only its picture,
// what is being prepared is asked about until it is ready. Without this file the buttons send the whole form.
const form = document.querySelector("form[data-photos]")
const list = form.querySelector("[data-list]")
const words = form.dataset
const offset = Number(words.offset)
const tell = (text) => { form.querySelector("[data-said]").textContent = text }

// One after another: two quick moves must come to the portal in the order they were made.
let before = Promise.resolve()
const post = (act, more) => {
  before = before.catch(() => {}).then(() => send(act, more))
  return before
}

const send = async (act, more = {}) => {
  const token = form.elements.csrfmiddlewaretoken.value
  const body = new URLSearchParams({ csrfmiddlewaretoken: token, act, ...more })
  const answer = await fetch(form.action, { method: "POST", body, headers: { "HX-Request": "true" } })
  if (!answer.ok || answer.redirected) throw new Error(String(answer.status))
  return answer.text()
}

// What stands where, as people count. `moved`: the portal counts so too now (after sending it may not yet).
const number = (moved = true) => [...list.children].forEach((row, at) => {
  if (moved) row.dataset.position = offset + at
  for (const said of row.querySelectorAll("[data-number]")) said.textContent = offset + at + 1
  const [place, was] = [row.querySelector("[data-place]"), row.querySelector("[data-was]")]
  if (place.value === was.value) place.value = offset + at + 1
  was.value = offset + at + 1
})

const place = async (row) => {
  number()
  const to = offset + [...list.children].indexOf(row) + 1
  try {
    await post(`place-${row.dataset.photo}`, { to })
    tell(words.moved.replace("{n}", to))
  } catch {
    tell(words.unsure)
  }
}

const step = (button, row, other, before) => {
  list.insertBefore(before ? row : other, before ? other : row)
  button.focus()
  return place(row)
}

const redraw = async (act, row) => {
  try {
    const drawn = new DOMParser().parseFromString(await post(act), "text/html").querySelector(".box")
    row.querySelector(".box").replaceWith(drawn)
    tell(words.turned)
  } catch {
    tell(words.unsure)
  }
}

form.addEventListener("click", (event) => {
  const button = event.target.closest("button[name=act]")
  const row = button?.closest("[data-photo]")
  const act = button?.value.split("-")[0]
  if (!row) return
  const other = { up: row.previousElementSibling, down: row.nextElementSibling }[act]
  if (["up", "down"].includes(act) && other) { event.preventDefault(); step(button, row, other, act === "up") }
  if (["turn", "retry"].includes(act)) { event.preventDefault(); redraw(button.value, row) }
})

// Dragging by the picture; the buttons and the number do the same by keyboard and touch.
let dragged = null
list.addEventListener("pointerover", (event) => { const box = event.target.closest(".box"); if (box) box.draggable = true })
list.addEventListener("dragstart", (event) => {
  const box = event.target.closest?.(".box")
  if (!box) return
  dragged = box.closest("[data-photo]")
  event.dataTransfer.effectAllowed = "move"
  event.dataTransfer.setData("text/plain", dragged.dataset.photo)
  dragged.classList.add("dragged")
})
list.addEventListener("dragover", (event) => {
  const row = event.target.closest("[data-photo]")
  if (!dragged || !row) return
  event.preventDefault()
  if (row === dragged) return
  const { top, height } = row.getBoundingClientRect()
  list.insertBefore(dragged, event.clientY < top + height / 2 ? row : row.nextSibling)
})
list.addEventListener("drop", (event) => { if (dragged) event.preventDefault() })
list.addEventListener("dragend", () => {
  if (!dragged) return
  dragged.classList.remove("dragged")
  place(dragged)
  dragged = null
})

const ticks = form.querySelector("[data-tick-all]")
ticks.hidden = false
ticks.addEventListener("click", () => {
  const boxes = [...list.querySelectorAll("[name=chosen]")]
  const tick = !boxes.every((box) => box.checked)
  for (const box of boxes) box.checked = tick
})

let typed = false
form.addEventListener("input", (event) => { if (event.target.name !== "chosen") typed = true })
form.addEventListener("submit", () => { typed = false })
addEventListener("beforeunload", (event) => { if (typed) event.preventDefault() })
document.addEventListener("photos:changed", () => number(false))

setInterval(() => {
  if (list.querySelector("[name=waiting]") && !document.hidden) window.htmx?.trigger("#counts", "poll")
}, 2000)
