/**
 * What every call of Bitbucket's REST API goes through, whichever product it is of: one request,
 * its answer, and what an integration's Bitbucket is known by.
 */
@NullMarked
package dev.uplink.notifier.bitbucket;

import org.jspecify.annotations.NullMarked;
