/** The CDK app: one stack that only composes, one class for each thing that is deployed. */
@NullMarked
package io.pitrguard.infra;

import org.jspecify.annotations.NullMarked;
