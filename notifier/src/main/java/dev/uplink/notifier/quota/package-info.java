/** What may be asked of Bitbucket now, by budget and by priority; pure, the time is given. */
@NullMarked
package dev.uplink.notifier.quota;

import org.jspecify.annotations.NullMarked;
