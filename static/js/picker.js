// <entity-picker>: an entity picked by typing (ARIA combobox with a listbox). Without this file the text alone is sent
// and the server offers a choice. A custom element, so that fields put into the page later work too.
let made = 0

class EntityPicker extends HTMLElement {
  connectedCallback() {
    if (this.list) return
    this.input = this.querySelector("input[type=text]")
    this.list = Object.assign(document.createElement("ul"), { id: `picker-${++made}`, className: "options", hidden: true })
    this.list.role = "listbox"
    this.list.setAttribute("aria-label", this.dataset.label)
    this.said = Object.assign(document.createElement("span"), { className: "sr" })
    this.said.role = "status"
    this.input.after(this.list, this.said)
    const roles = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.list.id }
    for (const [name, value] of Object.entries(roles)) this.input.setAttribute(name, value)
    this.input.addEventListener("input", () => this.typed())
    this.input.addEventListener("keydown", (event) => this.pressed(event))
    this.input.addEventListener("blur", () => this.close())
    // The field keeps the focus while the mouse chooses.
    this.list.addEventListener("pointerdown", (event) => event.preventDefault())
    this.list.addEventListener("click", (event) => this.choose(event.target.closest("[role=option]")))
  }

  get options() { return [...this.list.children] }
  get active() { return this.list.querySelector("[aria-selected=true]") }
  get chosen() { return this.querySelector("[name$='-id']") }

  typed() {
    this.chosen.value = ""
    this.tell("")
    clearTimeout(this.waiting)
    this.waiting = setTimeout(() => this.ask(), 180)
  }

  // Which of several that bear one name stands in the field: kind and place, under it.
  tell(label) {
    this.querySelector("[data-picked]")?.remove()
    if (!label) return
    const line = Object.assign(document.createElement("small"), { className: "soft", textContent: label })
    line.dataset.picked = ""
    this.said.after(line)
  }

  async ask() {
    const wanted = this.input.value.trim()
    this.asked?.abort()
    if (wanted.length < 2) return this.close()
    this.asked = new AbortController()
    try {
      const address = `${this.dataset.url}?${new URLSearchParams({ q: wanted })}`
      const answer = await fetch(address, { signal: this.asked.signal })
      if (answer.ok && document.activeElement === this.input) this.show(await answer.text())
    } catch { /* no answer: the text alone is sent */ }
  }

  show(fragment) {
    const found = new DOMParser().parseFromString(`<ul>${fragment}</ul>`, "text/html").querySelectorAll("[role=option]")
    this.list.replaceChildren(...found)
    this.options.forEach((option, place) => { option.id = `${this.list.id}-${place}` })
    this.list.hidden = !found.length
    this.input.setAttribute("aria-expanded", String(found.length > 0))
    this.input.removeAttribute("aria-activedescendant")
    this.said.textContent = found.length ? this.dataset.some.replace("#", found.length) : this.dataset.none
  }

  close() {
    clearTimeout(this.waiting)
    this.list.hidden = true
    this.list.replaceChildren()
    this.input.setAttribute("aria-expanded", "false")
    this.input.removeAttribute("aria-activedescendant")
  }

  point(place) {
    const all = this.options
    all.forEach((option, number) => option.setAttribute("aria-selected", String(number === (place + all.length) % all.length)))
    this.input.setAttribute("aria-activedescendant", this.active.id)
    this.active.scrollIntoView({ block: "nearest" })
  }

  pressed(event) {
    const open = !this.list.hidden
    const now = this.options.indexOf(this.active)
    if (event.key === "ArrowDown" && !open) this.ask()
    else if (event.key === "ArrowDown") this.point(now + 1)
    else if (event.key === "ArrowUp" && open) this.point(now < 0 ? -1 : now - 1)
    else if (event.key === "Escape" && open) this.close()
    else if (event.key === "Enter" && open && this.active) this.choose(this.active)
    else return
    event.preventDefault()
  }

  choose(option) {
    if (!option) return
    const { id, name } = option.dataset
    this.input.value = name
    const field = this.chosen
    if (field.tagName === "SELECT" && ![...field.options].some((one) => one.value === id)) field.add(new Option(name, id))
    field.value = id
    this.tell(option.firstChild.textContent)
    this.close()
    this.said.textContent = option.firstChild.textContent
    this.dispatchEvent(new CustomEvent("picked", { bubbles: true, detail: { id, name } }))
  }
}

customElements.define("entity-picker", EntityPicker)
