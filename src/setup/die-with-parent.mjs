// The IPC channel closes when the supervisor dies, even by kill -9: a served page must not outlive its database.
process.on('disconnect', () => process.exit(0))
process.channel?.unref()
