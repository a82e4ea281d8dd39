/** Plays Bitbucket's REST API, as strict as the real one. */
@NullMarked
package dev.uplink.local.sandbox;

import org.jspecify.annotations.NullMarked;
