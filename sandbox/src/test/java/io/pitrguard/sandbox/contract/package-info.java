/** What is true of AWS as well as of its look-alikes: one suite, run against the sandbox here and against moto by the end-to-end module. */
package io.pitrguard.sandbox.contract;
