"""What goes over the socket: lines, requests and answers, snapshots and what has changed since."""
