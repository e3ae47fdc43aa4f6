/** The accounts of an organization, as AWS Organizations describes them. */
@NullMarked
package io.pitrguard.domain.organization;

import org.jspecify.annotations.NullMarked;
