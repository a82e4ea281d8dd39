/** What an installation in containers needs besides the services; one image, one word each. */
@NullMarked
package dev.uplink.local.tool;

import org.jspecify.annotations.NullMarked;
