// When the starting script is killed outright, the server would go on alone and hold its port; this stops it in order.
if (process.channel) {
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'))
  process.channel.unref()
}
