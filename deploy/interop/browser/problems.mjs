/**
 * What is wrong with the page that this is run in: wider than its window, text that is hard to read or leaves its picture, boxes that no keyboard scrolls.
 * Runs inside the browser, so it refers to nothing outside itself.
 */
export function problems(width) {
  const found = [];
  const page = document.documentElement;
  if (page.scrollWidth > width) {
    const wide = [...document.querySelectorAll('body *')].filter(e => !e.closest('.scroll') && e.getBoundingClientRect().right > width + 0.5);
    found.push(`page is ${page.scrollWidth} wide, because of ${wide.slice(0, 3).map(describe).join(', ')}`);
  }
  const behind = getComputedStyle(document.body).backgroundColor;
  const seen = new Set();
  for (const element of document.querySelectorAll('body *')) {
    if (![...element.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim())) continue;
    if (['title', 'desc'].includes(element.localName)) continue;
    const style = getComputedStyle(element);
    const colour = element.namespaceURI.endsWith('svg') ? style.fill : style.color;
    const ratio = contrast(colour, behind);
    if (ratio < 4.5 && !seen.has(colour)) {
      seen.add(colour);
      found.push(`${describe(element)} has a contrast of ${ratio.toFixed(2)}: ${colour} on ${behind}`);
    }
  }
  for (const svg of document.querySelectorAll('svg')) {
    const box = svg.getBoundingClientRect();
    if (box.width === 0) continue; // in closed details
    const texts = [...svg.querySelectorAll('text')].map(text => ({text, at: text.getBoundingClientRect()}));
    texts.filter(({at}) => at.left < box.left - 2 || at.right > box.right + 2 || at.top < box.top - 2 || at.bottom > box.bottom + 2)
      .forEach(({text}) => found.push(`"${text.textContent}" leaves its picture "${svg.firstChild.textContent}"`));
    for (let i = 0; i < texts.length; i++) {
      for (let j = i + 1; j < texts.length; j++) {
        const a = texts[i].at;
        const b = texts[j].at;
        if (a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 3 && b.top < a.bottom - 3) {
          found.push(`"${texts[i].text.textContent}" and "${texts[j].text.textContent}" overlap in "${svg.firstChild.textContent}"`);
        }
      }
    }
  }
  for (const box of document.querySelectorAll('.scroll')) {
    if (box.tabIndex < 0 || !box.getAttribute('aria-label')) found.push(`${describe(box)} cannot be scrolled by keyboard`);
  }
  return found;

  function describe(element) {
    return `<${element.localName}${element.className && typeof element.className === 'string' ? '.' + element.className : ''}> "${element.textContent.trim().slice(0, 30)}"`;
  }

  function contrast(one, other) {
    const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
    return (light + 0.05) / (dark + 0.05);
  }

  function luminance(colour) {
    const [r, g, b] = colour.match(/[\d.]+/g).slice(0, 3).map(part => part / 255)
      .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  }
}
