// Forms in rows (common/forms/inline_row_forms.py): the buttons that add, move and remove a row work without a reload. Without this
// file they are plain submit buttons. The answer is the same page; only the form is taken from it.
const said = (form) => form.parentElement.querySelector("[data-rows-said]")

const redraw = async (form, button) => {
  const answer = await fetch(form.action, { method: "POST", body: new FormData(form, button), headers: { Accept: "text/html" } })
  if (!answer.ok || answer.redirected) throw new Error(String(answer.status))
  const page = new DOMParser().parseFromString(await answer.text(), "text/html")
  const drawn = page.querySelector("form[data-rows]")
  form.replaceChildren(...drawn.childNodes)
  form.querySelector("[autofocus]")?.focus()
  said(form).textContent = button.dataset.done ?? ""
}

document.addEventListener("submit", (event) => {
  const form = event.target
  const button = event.submitter
  if (!form.matches("form[data-rows]") || button?.name !== "act" || button.value === "save") return
  event.preventDefault()
  form.ariaBusy = "true"
  redraw(form, button)
    .catch(() => { form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "act", value: button.value })); form.submit() })
    .finally(() => { form.ariaBusy = null })
})
