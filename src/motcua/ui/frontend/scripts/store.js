// What is kept on the device: typed text not yet saved ("drafts"), submissions waiting for the network ("outbox").
// Used by pages and by the service worker, so nothing here touches the document.
const NAME = 'motcua'

function open () {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, 1)
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore('drafts', { keyPath: 'key' })
      asked.result.createObjectStore('outbox', { keyPath: 'token' })
    }
    asked.onsuccess = () => resolve(asked.result)
    asked.onerror = () => reject(asked.error)
  })
}

async function within (store, mode, work) {
  const database = await open()
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction(store, mode)
      const asked = work(transaction.objectStore(store))
      transaction.oncomplete = () => resolve(asked && asked.result)
      transaction.onabort = transaction.onerror = () => reject(transaction.error)
    })
  } finally {
    database.close()
  }
}

export const put = (store, value) => within(store, 'readwrite', s => s.put(value))
export const get = (store, key) => within(store, 'readonly', s => s.get(key))
export const all = store => within(store, 'readonly', s => s.getAll())
export const drop = (store, key) => within(store, 'readwrite', s => { s.delete(key) })

// Signing out on a shared device leaves nothing behind.
export async function forget () {
  await Promise.all(['drafts', 'outbox'].map(store => within(store, 'readwrite', s => { s.clear() })))
}
