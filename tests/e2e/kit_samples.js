// The samples of one section of the kit's page: how they are built, and a picture of each.
// Called with the section's number and, in base64, its picture; without a picture nothing is drawn.
async ([number, picture]) => {
  const section = document.querySelectorAll('main > div > div')[number];
  const round = Math.round;
  const frame = section.getBoundingClientRect();
  const LOOK = ['color', 'backgroundColor', 'borderTopColor', 'borderTopWidth', 'borderTopLeftRadius', 'paddingTop', 'paddingRight', 'paddingBottom', 'paddingLeft', 'fontSize', 'fontWeight', 'columnGap', 'rowGap', 'fill', 'stroke', 'opacity', 'textAlign'];
  const shortened = (text) => [...text].reduce((sum, sign) => (sum * 31 + sign.codePointAt(0)) % 46_656, 7).toString(36);
  const partsOf = (sample) => {
    const at = sample.getBoundingClientRect();
    return [...sample.querySelectorAll('*')].filter((part) => !part.closest('tbody tr:nth-child(n+4)') && part.closest('svg') === null).map((part) => {
      const box = part.getBoundingClientRect();
      const style = getComputedStyle(part);
      return `${part.tagName.toLowerCase()} ${[box.left - at.left, box.top - at.top, box.width, box.height].map(round).join(' ')} ${shortened(LOOK.map((name) => style[name]).join())}`;
    });
  };
  const samples = [...section.querySelectorAll('h3')].filter((head) => head.className.includes('font-mono')).map((head) => head.parentElement);
  let context = null;
  if (picture !== null) {
    const bytes = Uint8Array.from(atob(picture), (sign) => sign.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    context = new OffscreenCanvas(image.width, image.height).getContext('2d');
    context.drawImage(image, 0, 0);
  }
  return samples.map((sample) => {
    const box = sample.getBoundingClientRect();
    const [left, top, width, height] = [round(box.left - frame.left), round(box.top - frame.top), round(box.width), round(box.height)];
    let colours = '';
    if (context !== null) {
      // Half as large, the mean of four pixels each.
      const { data } = context.getImageData(left, top, width, height);
      const [w, h] = [Math.floor(width / 2), Math.floor(height / 2)];
      const small = new Uint8Array(w * h * 3);
      for (let y = 0, at = 0; y < h; y++) {
        for (let x = 0; x < w; x++) {
          const from = (2 * y * width + 2 * x) * 4;
          for (let c = 0; c < 3; c++) small[at++] = (data[from + c] + data[from + 4 + c] + data[from + width * 4 + c] + data[from + width * 4 + 4 + c] + 2) >> 2;
        }
      }
      for (let at = 0; at < small.length; at += 30_000) colours += String.fromCharCode(...small.subarray(at, at + 30_000));
      colours = btoa(colours);
    }
    return { name: sample.querySelector('h3').textContent, width: Math.floor(width / 2), height: Math.floor(height / 2), parts: partsOf(sample), colours };
  });
}
