// The place that must stay in the frame: a click in the picture writes the two numbers. Without this file they are typed.
const aim = document.querySelector("[data-aim]")
const picture = aim.querySelector("img")
const mark = aim.querySelector(".aim-mark")
const [x, y] = ["x", "y"].map((name) => document.querySelector(`input[name=${name}]`))

const draw = () => {
  mark.style.left = `${x.value}%`
  mark.style.top = `${y.value}%`
}
const within = (value) => String(Math.min(100, Math.max(0, Math.round(value))))

document.querySelector(".by-script").hidden = mark.hidden = false
aim.classList.add("can-aim")
picture.addEventListener("click", (event) => {
  x.value = within((event.offsetX / picture.clientWidth) * 100)
  y.value = within((event.offsetY / picture.clientHeight) * 100)
  draw()
})
for (const field of [x, y]) field.addEventListener("input", draw)
draw()
