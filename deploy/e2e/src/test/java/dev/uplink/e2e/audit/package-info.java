/** The auditor notices. */
@NullMarked
package dev.uplink.e2e.audit;

import org.jspecify.annotations.NullMarked;
