// Package throttle tells how long the refusal of a wrong secret is to be held back, so that guessing gets slow over every
// protocol in the same way. It knows nothing of protocols, logins or accounts: who asks names what failed and waits.
package throttle
