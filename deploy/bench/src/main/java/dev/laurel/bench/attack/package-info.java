/** Attacks a local stack: malformed and extreme requests and records, a stopped broker, slow connections, huge texts; and says what did not hold. */
package dev.laurel.bench.attack;
