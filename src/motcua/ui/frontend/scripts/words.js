// What the scripts say, in the language of the page.
const VI = {
  saved: 'Đã lưu lúc {t}',
  saving: 'Đang lưu…',
  kept: 'Chưa có mạng – nội dung được giữ trên thiết bị này',
  restored: 'Đã khôi phục nội dung nhập lúc {t}',
  signIn: 'Phiên đăng nhập đã hết. Nội dung được giữ trên thiết bị này; xin đăng nhập lại.',
  unsaved: 'Chưa lưu được. Sẽ thử lại.',
  sending: 'Đang gửi…',
  wait: 'Xin đợi tệp gửi xong…',
  uploading: 'Đang gửi {p} %',
  paused: 'Mất mạng, sẽ gửi tiếp từ {p} %',
  uploaded: 'Đã tải lên',
  refused: 'Tệp này không nhận được.',
  remove: 'Bỏ tệp',
  cancel: 'Hủy',
  waitingTitle: 'Đang chờ mạng',
  waitingText: 'Nội dung được giữ trên thiết bị này và sẽ tự gửi đúng một lần khi có mạng. Có thể đóng trang.',
  waitingItem: 'giữ lúc {t}, chờ mạng để gửi',
  sentItem: 'đã gửi lúc {t}',
  failedItem: 'chưa gửi được: {m}',
  sent: 'Nội dung chờ mạng đã được gửi.',
  see: 'Xem kết quả',
  open: 'Mở lại để sửa',
  drop: 'Bỏ',
  dropIt: 'Bỏ nội dung đang giữ trên thiết bị này?',
  tryNow: 'Gửi ngay',
  tell: 'Báo cho tôi khi gửi xong',
  offline: 'Không có mạng. Nội dung vẫn được giữ trên thiết bị này.',
  leave: 'Nội dung chưa được lưu.',
  scanTitle: 'Đưa mã vạch hoặc mã QR vào khung',
  noCamera: 'Không mở được máy ảnh. Có thể chọn ảnh chụp mã.',
  pickPhoto: 'Chọn ảnh',
  noCode: 'Chưa thấy mã trong ảnh này.',
  starting: 'Đang mở máy ảnh…',
  close: 'Đóng',
  chosen: 'đã chọn {n}',
  copied: 'Đã sao chép',
  suggested: 'có {n} gợi ý, dùng phím mũi tên để chọn',
  noneSuggested: 'không có gợi ý',
  placing: 'Đang tìm vị trí…',
  placed: 'Đã lấy vị trí, sai số khoảng {m} m',
  noPlace: 'Không lấy được vị trí. Xin ghi địa chỉ.',
  fromPhoto: 'Đã lấy vị trí ghi trong ảnh. Xem lại trên bản đồ.',
  pinned: 'Đã ghim vị trí trên bản đồ. {w}',
  closer: 'Phóng to',
  farther: 'Thu nhỏ'
}
const EN = {
  saved: 'Saved at {t}',
  saving: 'Saving…',
  kept: 'No network – your text is kept on this device',
  restored: 'Restored what you typed at {t}',
  signIn: 'You were signed out. Your text is kept on this device; please sign in again.',
  unsaved: 'Not saved yet. Will try again.',
  sending: 'Sending…',
  wait: 'Please wait until the files are sent…',
  uploading: 'Sending {p} %',
  paused: 'No network, will go on from {p} %',
  uploaded: 'Uploaded',
  refused: 'This file cannot be accepted.',
  remove: 'Remove file',
  cancel: 'Cancel',
  waitingTitle: 'Waiting for network',
  waitingText: 'It is kept on this device and will be sent exactly once when the network is back. You may close this page.',
  waitingItem: 'kept at {t}, waiting for network',
  sentItem: 'sent at {t}',
  failedItem: 'not sent: {m}',
  sent: 'What was waiting for network has been sent.',
  see: 'See the result',
  open: 'Open and correct',
  drop: 'Discard',
  dropIt: 'Discard what is kept on this device?',
  tryNow: 'Send now',
  tell: 'Tell me when it is sent',
  offline: 'No network. Your text is kept on this device.',
  leave: 'Your text is not saved.',
  scanTitle: 'Hold the barcode or QR code in the frame',
  noCamera: 'The camera cannot be opened. You can choose a photo of the code.',
  pickPhoto: 'Choose a photo',
  noCode: 'No code found in this photo.',
  starting: 'Opening the camera…',
  close: 'Close',
  chosen: '{n} chosen',
  copied: 'Copied',
  suggested: '{n} suggestions, use the arrow keys to choose',
  noneSuggested: 'no suggestions',
  placing: 'Finding the place…',
  placed: 'Place taken, within about {m} m',
  noPlace: 'The place could not be found. Please write the address.',
  fromPhoto: 'The place comes from the photo. Check it on the map.',
  pinned: 'The place is pinned on the map. {w}',
  closer: 'Zoom in',
  farther: 'Zoom out'
}

export const clockTime = at => new Date(at).toLocaleTimeString('vi-VN', { hour: '2-digit', minute: '2-digit', hour12: false })

export function say (key, values = {}) {
  const text = (document.documentElement.lang === 'en' ? EN : VI)[key]
  return text.replace(/\{(\w)\}/g, (_all, name) => values[name] ?? '')
}

// Makes an element from a tag, attributes and children; text is always text, never markup.
export function make (tag, attributes = {}, ...children) {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value)
    else if (value !== false && value != null) element.setAttribute(name, value === true ? '' : value)
  }
  element.append(...children)
  return element
}

export const find = (kind, root = document) => root.querySelectorAll(`[data-mc~="${kind}"]`)

// Says something at the bottom of the screen, for eyes and for screen readers.
export function toast (text, { bad = false, link } = {}) {
  const box = make('div', { class: bad ? 'mc-toast mc-toast--bad' : 'mc-toast', role: bad ? 'alert' : 'status' }, text)
  if (link) box.append(' ', make('a', { href: link.href }, link.text))
  document.body.append(box)
  setTimeout(() => box.remove(), 9000)
}
