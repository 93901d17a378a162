/** What runs inside the child processes of the local stack; nothing here is called by the parent. */
package dev.laurel.stack.child;
