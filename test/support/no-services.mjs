// Unit tests do no input or output: whoever tries to reach a service here fails at once, by name.
process.env.MONGODB_URI = 'mongodb://no-service.invalid:1/?replicaSet=none&serverSelectionTimeoutMS=1';
process.env.REDIS_URL = 'redis://no-service.invalid:1';
process.env.SMTP_URL = 'smtp://no-service.invalid:1';
process.env.MAIL_URL = 'http://no-service.invalid:1';
