// Adding a person at the door: without a network what was typed stays on this device and is sent by the list, once.
// Without this file the form is sent as any other.
import { openPeople, sendPerson } from "./door-people.js"

const form = document.querySelector("form.door")
const list = form.dataset.list

const fieldsOf = (button) => {
  const data = new FormData(form)
  if (button?.name) data.append(button.name, button.value)
  return [...data].filter(([, value]) => typeof value === "string")
}

const fill = (fields) => {
  for (const [name, value] of fields) {
    for (const field of form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
      if (["radio", "checkbox"].includes(field.type)) field.checked ||= field.value === value
      else if (name !== "csrfmiddlewaretoken" && name !== "at") field.value = value
    }
  }
}

const begin = async () => {
  const store = await openPeople() // in a private window the form is sent as any other
  const chosen = (await store.waiting()).people.find(({ id }) => `#${id}` === location.hash)
  if (chosen) fill(await store.read(chosen))
  // The page may come from the device: its key may have been used for the person before.
  else if (!navigator.onLine) form.elements.form_key.value = crypto.randomUUID()
  form.addEventListener("submit", async (event) => {
    if (!form.elements.first_name.value.trim() || !form.elements.last_name.value.trim()) return
    event.preventDefault()
    const id = form.elements.form_key.value, fields = fieldsOf(event.submitter)
    try {
      const { taken, answer } = await sendPerson(form.action, fields, form.elements.csrfmiddlewaretoken.value)
      if (taken) {
        await store.drop(id)
        return location.assign(list)
      }
      if (!answer.redirected) { // a mistake, or a namesake: the server's page says so
        if (event.submitter?.name) form.append(Object.assign(document.createElement("input"), { type: "hidden", name: event.submitter.name, value: event.submitter.value }))
        return form.submit()
      }
    } catch { /* no network */ }
    await store.add({ id, url: form.action, at: Date.now(), fields })
    location.assign(list)
  })
}

begin()
