// What a state of the hall means, without the page: tested on its own.

export const rowsOf = board => board.calls.map(call => [call.label, String(call.counter), call.calling])

// Calls that were not known before, oldest first, so that they are spoken in the order in which they came.
export const newCalls = (board, known) => board.calls.filter(call => call.calling && !known.has(call.turn)).reverse()
