/** The models in use: which version of which line is champion or challenger, fetched, verified, warmed up, swapped, and held by whoever scores. */
package dev.laurel.scorer.live;
