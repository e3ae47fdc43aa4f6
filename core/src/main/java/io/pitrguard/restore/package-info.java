/** Plans, approves, carries out and discards restores of whole tables. */
@NullMarked
package io.pitrguard.restore;

import org.jspecify.annotations.NullMarked;
