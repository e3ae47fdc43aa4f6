/** What holds for AWS and for its emulators: one suite, run against the sandbox here and against moto in the end-to-end module. */
package io.pitrguard.sandbox.contract;
