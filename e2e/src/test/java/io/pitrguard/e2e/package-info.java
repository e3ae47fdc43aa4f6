/** The whole command line, as a process, against servers and clients that others wrote: moto and the AWS CLI. */
package io.pitrguard.e2e;
