/** Records of ours, made of rows: feedback events of pairs, and generated responses, with ids that the same content always has. */
package dev.laurel.forms.record;
