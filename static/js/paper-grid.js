// Typing the signed list in: one key for a cell, saved while one types. Without this file the boxes are ticked and the
// form is sent by its button. What was not answered yet is sent again, any number of times, with one result.
const form = document.querySelector("#grid")
const table = form.querySelector("table")
const said = form.querySelector("[data-said]")
const waiting = new Map() // cell → present, not yet confirmed by the server
const rows = new Set() // blank rows to be sent
const PAUSE = 500
const AGAIN = 3000
let timer, busy

const say = (state) => { said.dataset.state = state; said.textContent = form.dataset[state] ?? "" }
const boxes = () => [...table.querySelectorAll(".cell input[type=checkbox]")]
const lineOf = (box) => [...box.closest("tr").querySelectorAll(".cell input[type=checkbox]")]
const isBlank = (box) => box.closest("tr").hasAttribute("data-blank")

const step = (box, by) => {
  const all = boxes()
  all[all.indexOf(box) + by]?.focus()
}

const leap = (box, by) => {
  const place = lineOf(box).indexOf(box)
  const lines = [...table.querySelectorAll("tbody tr:has(.cell)")]
  const line = lines[lines.indexOf(box.closest("tr")) + by]
  line?.querySelectorAll(".cell input[type=checkbox]")[place]?.focus()
}

const set = (box, here) => {
  if (box.checked === here) return
  box.checked = here
  box.dispatchEvent(new Event("change", { bubbles: true }))
}

const KEYS = {
  " ": (box) => { set(box, true); step(box, 1) },
  1: (box) => { set(box, true); step(box, 1) },
  0: (box) => { set(box, false); step(box, 1) },
  Backspace: (box) => { set(box, false); step(box, 1) },
  Delete: (box) => { set(box, false); step(box, 1) },
  ArrowRight: (box) => step(box, 1),
  ArrowLeft: (box) => step(box, -1),
  ArrowDown: (box) => leap(box, 1),
  ArrowUp: (box) => leap(box, -1),
}

table.addEventListener("keydown", (event) => {
  const act = event.target.matches(".cell input") && !event.ctrlKey && !event.metaKey && !event.altKey && KEYS[event.key]
  if (!act) return
  event.preventDefault()
  act(event.target)
})

const later = (pause = PAUSE) => { clearTimeout(timer); timer = setTimeout(send, pause) }

table.addEventListener("change", (event) => {
  const box = event.target
  if (!box.matches(".cell input") || isBlank(box)) return
  const count = table.querySelector(`[data-count="${box.dataset.day}"]`)
  count.textContent = Number(count.textContent) + (box.checked ? 1 : -1)
  waiting.set(box.value, box.checked)
  say("saving")
  later()
})

// A blank row is sent when one leaves it.
table.addEventListener("focusout", (event) => {
  const row = event.target.closest("tr[data-blank]")
  if (!row || row.contains(event.relatedTarget)) return
  const [first, last] = row.querySelectorAll(".typed input[type=text]")
  if (!first.value.trim() || !last.value.trim()) return
  rows.add(row.dataset.blank)
  say("saving")
  later(0)
})

const body = () => {
  const data = new FormData()
  data.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value)
  for (const [cell, here] of waiting) data.append(here ? "here" : "was_here", cell)
  for (const prefix of rows) {
    const row = table.querySelector(`tr[data-blank="${prefix}"]`)
    for (const field of row?.querySelectorAll("input, select, textarea") ?? []) {
      if (!["checkbox", "radio"].includes(field.type) || field.checked) data.append(field.name, field.value)
    }
  }
  return data
}

async function send() {
  if (busy) return later()
  if (!waiting.size && !rows.size) return
  busy = true
  const sent = new Map(waiting)
  const typed = new Set(rows)
  try {
    const answer = await fetch(form.action, { method: "POST", body: body(), headers: { Accept: "application/json" }, keepalive: true })
    if (!answer.ok || answer.redirected) throw Object.assign(new Error(), { refused: true })
    const { rows: drawn, here } = await answer.json()
    for (const [cell, state] of sent) if (waiting.get(cell) === state) waiting.delete(cell)
    for (const prefix of typed) rows.delete(prefix)
    for (const [prefix, html] of Object.entries(drawn)) redraw(prefix, html)
    if (!waiting.size) for (const [day, n] of Object.entries(here)) table.querySelector(`[data-count="${day}"]`).textContent = n
    say(waiting.size || rows.size ? "saving" : "saved")
    if (waiting.size || rows.size) later()
  } catch (error) {
    say(error.refused ? "refused" : "failed")
    later(AGAIN)
  } finally {
    busy = false
  }
}

// A row that was added becomes a row like the others; one with a mistake says which. What is being typed stays.
function redraw(prefix, html) {
  const row = table.querySelector(`tr[data-blank="${prefix}"]`)
  if (!row || row.contains(document.activeElement)) return
  row.insertAdjacentHTML("afterend", html)
  row.remove()
}

addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") send() })
addEventListener("beforeunload", (event) => { if (waiting.size || rows.size) event.preventDefault() })
form.addEventListener("submit", () => { waiting.clear(); rows.clear(); clearTimeout(timer) })
table.querySelector(".cell input:not(:checked)")?.focus()
