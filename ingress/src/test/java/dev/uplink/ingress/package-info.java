/** Tests of ingress as a whole. */
@NullMarked
package dev.uplink.ingress;

import org.jspecify.annotations.NullMarked;
