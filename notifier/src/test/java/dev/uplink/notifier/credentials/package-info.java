/** Tests. */
@NullMarked
package dev.uplink.notifier.credentials;

import org.jspecify.annotations.NullMarked;
