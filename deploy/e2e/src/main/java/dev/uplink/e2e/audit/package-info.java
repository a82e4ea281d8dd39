/**
 * Audits an installation: reads its topics as any client does and says whether Uplink kept its
 * promises. It shares the records and identifiers with the services, but no rule: what is right is
 * written here a second time. Generated records are used as they are, since they are what it is
 * about.
 */
@NullMarked
package dev.uplink.e2e.audit;

import org.jspecify.annotations.NullMarked;
