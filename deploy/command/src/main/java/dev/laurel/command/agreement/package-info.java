/** How far those who give feedback agree. */
package dev.laurel.command.agreement;
