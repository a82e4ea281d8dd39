/** The page behind statuses' links in a real browser. Compiled only in the profile of that name. */
@NullMarked
package dev.uplink.ingress.browser;

import org.jspecify.annotations.NullMarked;
