/** Bitbucket's REST API, as far as statuses need it: both products behind one call. */
@NullMarked
package dev.uplink.notifier.bitbucket;

import org.jspecify.annotations.NullMarked;
