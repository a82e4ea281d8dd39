/** How budgets are shared out. */
@NullMarked
package dev.uplink.notifier.quota;

import org.jspecify.annotations.NullMarked;
