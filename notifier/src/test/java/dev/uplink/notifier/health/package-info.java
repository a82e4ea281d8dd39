/** What calls say of an integration, and when it is told. */
@NullMarked
package dev.uplink.notifier.health;

import org.jspecify.annotations.NullMarked;
