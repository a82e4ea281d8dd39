@NullMarked
package dev.uplink.notifier.store;

import org.jspecify.annotations.NullMarked;
